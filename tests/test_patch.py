"""What `git diff` says is read as git means it, and what is no diff is refused."""

from __future__ import annotations

import pytest

from freshlint.patch import FileChange, PatchError, parse_patch

PATCH = b"""\
diff --git a/a.md b/a.md
index 1111111..2222222 100644
--- a/a.md
+++ b/a.md
@@ -1,2 +1 @@ heading
--- a/looks.md
-diff --git a/like b/one
+++ b/like one
@@ -9,0 +9,3 @@
+1
+2
+3
"""


def test_lines_are_those_of_the_new_file() -> None:
    assert parse_patch(PATCH) == [FileChange("a.md", "a.md", "1111111", ((1, 1), (9, 11)))]


@pytest.mark.parametrize(
    ("header", "change"),
    [
        ("index 0000000..1\n--- /dev/null\n+++ b/n.md\n", FileChange("n.md", "", "")),
        ("index 1234567..0000000\n--- a/n.md\n+++ /dev/null\n", FileChange("", "n.md", "1234567")),
        ("rename from b/x.md\nrename to y z.md\n", FileChange("y z.md", "b/x.md")),
        ('rename from "\\303\\244\\t.md"\nrename to "\\"\\\\.md"\n', FileChange('"\\.md', "ä\t.md")),
        ("old mode 100644\nnew mode 100755\n", FileChange()),
    ],
    ids=["new", "deleted", "renamed", "quoted", "mode"],
)
def test_headers(header: str, change: FileChange) -> None:
    assert parse_patch(f"diff --git a/x b/x\n{header}".encode()) == [change]


@pytest.mark.parametrize(
    "patch", [PATCH[:-6], PATCH[PATCH.index(b"@@") :], PATCH.replace(b"+++ b/a", b"+++ w/a")]
)
def test_what_is_no_whole_patch_is_refused(patch: bytes) -> None:
    with pytest.raises(PatchError):
        parse_patch(patch)
