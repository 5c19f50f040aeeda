"""The text that lies beside a sample class."""

README = """\
A sample class for: {unit} (edition {edition})

These {students} students, their names and their answers are made up. Any likeness is chance. The folder is
yours: change it, grade it again, throw it away.

Grade it, from the folder in which you made it:

    {command}

Then open results/ in this folder.

What lies here

  roster.csv       the students: id, name, group, email
  hand-ins/        what they handed in: an archive as Moodle makes it for download, and a
                   folder of attachments from mails
  overrides.csv    points that the teacher gave by hand, each with its reason
{marks}
Whom to look up, and what to find there

  {twice}: handed in twice. The later file counts, the earlier is named.
  {missing}: handed in nothing. Missing, and not a zero.
  {late}, {late_by_mail}: late, but graded.
  {signed_otherwise}: signed with another spelling of the name. The remark says so.
  {blank}: a file without answers. Blank.
  {broken}: a download that broke off. Unreadable; ask for it again.
  {other_edition}: answers to an earlier edition. Wrong edition.
  {unsigned}: a file by mail that names nobody. The student is missing; the remark says which file
  may be theirs.
  {invalid}: a file that was changed in an editor. Invalid.
  {other_unit}: the answers to another unit. Wrong unit.
  {copy}: the very file of {copied}. The remark says so.
"""

MARKS_LINE = """\
  discussion.csv   the teacher's marks for "{title}", by the rubric
"""
