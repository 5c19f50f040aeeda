"""What is left of the theme's files: the rules, icons and scripts that pages can use."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from courseware.book.theme import icons, scripts, stylesheet
from tests.conftest import ROOT

SCRIPT = (
    'var p={github:[496,512,[],"f09b","M1 2"]};d("fab",p)'
    'var p={moon:[384,512,[127769],"f186","M3"]};d("far",p)'
    'var p={moon:[384,512,[127769],"f186","M4"],"magnifying-glass":[512,512,[128269,"search"],"f002","M5"]};'
    'd("fas",p)'
)


def test_only_the_icons_that_pages_name_are_drawn_each_from_its_own_set():
    rules = icons.icon_rules(icons.icon_sets(SCRIPT), {"fa-moon", "fa-search", "fa-nothing", "btn"})
    assert rules.startswith("/*! ") and "CC BY 4.0" in rules
    assert ":is(.fa-regular,.far).fa-moon{" in rules and ":is(.fa-solid,.fas).fa-moon{" in rules
    assert ":is(.fa-solid,.fas).fa-search{" in rules, "under its other name"
    assert "github" not in rules and rules.count("--cw-icon-ratio:0.75") == 2


def test_another_form_of_the_icon_script_is_told():
    with pytest.raises(ValueError, match="no set of icons"):
        icons.icon_sets("var p={};")


def test_the_theme_holds_the_icons_that_its_templates_name():
    import pydata_sphinx_theme

    static = Path(pydata_sphinx_theme.__file__).parent / "theme/pydata_sphinx_theme/static"
    sets = icons.icon_sets(next(static.glob(icons.SCRIPT)).read_text(encoding="utf-8"))
    wanted = {"fa-bars", "fa-list", "fa-magnifying-glass", "fa-sun", "fa-moon", "fa-circle-half-stroke"}
    wanted |= {"fa-angle-left", "fa-angle-right", "fa-arrow-up", "fa-rocket", "fa-download", "fa-github"}
    rules = icons.icon_rules(sets, wanted)
    assert [name for name in wanted if f".{name}{{" not in rules] == []


def test_words_are_those_of_the_markup_and_not_of_the_text():
    html = (
        '<p class="lead x-1" data-mode="auto">words <b>of</b> it</p><script>make("btn")</script>'
        '<script type="application/json">{"card": 1}</script>'
    )
    found = stylesheet.words_of_page(html)
    assert {"p", "class", "lead", "x-1", "data-mode", "auto", "b", "btn"} <= found
    assert not {"words", "of", "it", "card"} & found


def test_rules_that_nothing_can_match_go_and_the_rest_stays_as_it_was(tmp_path):
    css = (
        ".btn{color:red}.carousel .btn{top:0}"
        "@media print{.lead{margin:0}.toast{margin:1px}}a:not(.toast){b:c}"
    )
    left = stylesheet.purge(css, {"btn", "lead", "a"}, ROOT, tmp_path)
    assert left == ".btn{color:red}@media print{.lead{margin:0}}a:not(.toast){b:c}"
    [kept] = tmp_path.iterdir()
    kept.write_text("kept")
    assert stylesheet.purge(css, {"lead", "btn", "a"}, ROOT, tmp_path) == "kept", "asked once"


def test_without_purgecss_the_way_to_get_it_is_told(tmp_path):
    with pytest.raises(RuntimeError, match="make setup"):
        stylesheet.purge("a{}", {"a"}, tmp_path, tmp_path)


def script(name=None, body=None):
    return SimpleNamespace(filename=name, attributes={"body": body} if body else {})


@pytest.mark.parametrize(
    "asked, page, body, loads",
    [
        (script("_static/scripts/sphinx-book-theme.js"), "a", "", False),
        (script("_static/doctools.js"), "a", "", False),
        (script("_static/doctools.js"), "search", "", True),
        (script(body="DOCUMENTATION_OPTIONS.pagename = 'a';"), "a", "", False),
        (script("_static/clipboard.min.js"), "search", "", False),
        (script("_static/togglebutton.js"), "a", '<div class="sidebar-toggle">', False),
        (script("_static/togglebutton.js"), "a", '<div class="admonition toggle">', True),
        (script(body="let toggleHintShow = 'x';"), "a", '<div class="dropdown admonition">', True),
        (script("_static/design-tabs.js"), "a", '<div class="sd-tab-set docutils">', True),
        (script("_static/design-tabs.js"), "a", "sd-tab-set", False),
        (script("_static/an-extension.js"), "a", "", True),
        ("_static/courseware/items.js", "a", "", True),
    ],
)
def test_a_page_loads_the_scripts_it_has_a_use_for(asked, page, body, loads):
    assert scripts.wanted(asked, page, body) is loads


def test_sheets_in_the_sites_own_are_not_loaded_again():
    ours = ("pygments.css", "courseware/claims.css", "mystnb.11b3.css", "basic.css")
    assert all(stylesheet.left_out(SimpleNamespace(filename=f"_static/{name}")) for name in ours)
    assert not stylesheet.left_out(SimpleNamespace(filename="_static/an-extension.css"))
