import shutil
from pathlib import Path
def test_x(course, gradebook):
    from autograder.pages.records import read_assignment
    from autograder.pages.feedback import write_feedback
    shutil.rmtree('/tmp/course', ignore_errors=True)
    shutil.copytree(course.root,'/tmp/course')
    a=read_assignment(gradebook,'tiny')
    print(a)
    for s in a.submissions:
        print(write_feedback(autograded=course.autograded(s.student.id), record=s, destination=Path('/tmp/fb')/s.student.id))
