"""A file's name changes with its content, in the folder and in every page."""

from courseware.book.hashed_names import hashed, plain, publish

PAGE = (
    '<link href="../_static/a.css"><script src="../_static/courseware/b.js?v=12"></script>'
    '<i data-late="../_static/courseware/c-d.js"></i><img src="../_static/icon.svg">'
    '<p>_static/a.css, <a href="https://example.org/_static/a.css">elsewhere</a></p>'
)


def site(folder, **texts):
    files = {"a.css": "a{}", "courseware/b.js": "b", "courseware/c-d.js": "c", "icon.svg": "<svg/>", **texts}
    for name, text in files.items():
        file = folder / "_static" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    page = folder / "chapters/x.html"
    page.parent.mkdir(exist_ok=True)
    return page


def names(folder):
    return {f.relative_to(folder).as_posix() for f in (folder / "_static").rglob("*") if f.is_file()}


def test_names_go_there_and_back():
    assert plain(hashed("_static/a-b.min.js", b"x")) == "_static/a-b.min.js"
    assert hashed("a.js", b"x") != hashed("a.js", b"y")
    assert plain("a.js") == "a.js"


def test_pages_and_files_get_the_same_names(tmp_path):
    page = site(tmp_path)
    found = publish(tmp_path, {page: PAGE})
    html = page.read_text()
    assert len(found) == 4 and all(f'"../{name}"' in html for name in found)
    assert names(tmp_path) == found | {"_static/icon.svg"}, "a picture stays under both names"
    assert "<p>_static/a.css" in html and "https://example.org/_static/a.css" in html


def test_a_page_not_written_again_gets_the_changed_file_and_keeps_the_rest(tmp_path):
    page = site(tmp_path)
    publish(tmp_path, {page: PAGE})
    before = page.read_text()
    (tmp_path / "_static/courseware/b.js").write_text("new")
    found = publish(tmp_path, {page: before})
    now = page.read_text()
    assert now != before and hashed("_static/courseware/b.js", b"new") in now
    assert hashed("_static/a.css", b"a{}") in found, "published by the earlier build"
    assert now.replace(hashed("courseware/b.js", b"new"), hashed("courseware/b.js", b"b")) == before


def test_a_page_that_names_nothing_new_is_not_written(tmp_path):
    page = site(tmp_path)
    publish(tmp_path, {page: PAGE})
    html, page_time = page.read_text(), page.stat().st_mtime_ns
    publish(tmp_path, {page: html})
    assert page.stat().st_mtime_ns == page_time
