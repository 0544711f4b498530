"""Read scores out of nbgrader's gradebook."""

from __future__ import annotations

from nbgrader.api import Gradebook, MissingEntry

from autograder.model import CellResult, NotebookResult, Status


def notebook_names(gradebook: Gradebook, assignment: str) -> list[str]:
    """Return the names of an assignment's notebooks."""
    return sorted(
        notebook.name for notebook in gradebook.find_assignment(assignment).notebooks
    )


def source_identity(gradebook: Gradebook, assignment: str) -> list[str]:
    """Return what identifies that which submissions are graded against."""
    found = gradebook.find_assignment(assignment)
    cells = sorted(
        f"{notebook.name}/{cell.name}: {cell.checksum}"
        for notebook in found.notebooks
        for cell in notebook.source_cells
    )
    return [f"due {found.duedate}", *cells]


def read_results(
    gradebook: Gradebook, assignment: str, student: str
) -> list[NotebookResult]:
    """Return what the gradebook says of a submission; empty if it has none."""
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return []
    return [
        NotebookResult(
            student=student,
            assignment=assignment,
            notebook=notebook.name,
            status=Status.GRADED,
            score=notebook.score,
            max_score=notebook.max_score,
            needs_manual=notebook.needs_manual_grade,
            cells=tuple(
                CellResult(grade.name, grade.auto_score, grade.max_score)
                for grade in notebook.grades
            ),
        )
        for notebook in sorted(submission.notebooks, key=lambda notebook: notebook.name)
    ]
