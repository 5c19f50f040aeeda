"""A change in data or engine must change the digest that the caches hang on."""

from courseware.book.ground import content_files, digest


def make(root, **files):
    for name, text in files.items():
        file = root / name.replace("__", "/").replace("_dot_", ".")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    return digest(content_files(root))


def test_digest_follows_data_and_items_only(tmp_path):
    first = make(tmp_path, data__a_dot_csv="1\n", exercises__items__b_dot_yml="[]\n")
    assert make(tmp_path, data__a_dot_csv="1\n") == first
    assert make(tmp_path, exercises__answers_dot_json="{}", data__note_dot_md="x") == first
    changed = make(tmp_path, data__a_dot_csv="2\n")
    assert changed != first
    assert make(tmp_path, exercises__items__b_dot_yml="[1]\n") not in (first, changed)
