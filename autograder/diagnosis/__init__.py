"""Name a wrong answer by what it computes.

The check of an exercise calls the answer. While the reference answer stands there,
these calls are recorded: the *tape*. It is played once to every mistake of the bank and
to the student's answer. Where what the student's answer does agrees with a mistake, and
not with the reference, that is its name; where it agrees with none, what was seen is
told.

==================  ===================================================================
``answer_key``      makes of mistakes and references what answers are compared with
``question``        what is asked: which exercise, by which check
``calls/``          the tape: how it is recorded and played, and what came of it
``near_misses/``    wrong answers one edit, or two known mistakes, away from a right one
``conditions/``     when an answer is wrong, found by further calls
``telling/``        what else is seen of an answer, and the smallest call that shows it
``check_tape``      what the reference and every mistake give on the calls of a check
``diagnose``        all of it, for one exercise
==================  ===================================================================

The folders stand in the order in which they build on each other.

Mistakes are read by :mod:`autograder.seminar`. ``answer_key`` runs where a class is
graded or a course built, and a ``question`` is put by the session, in the worker. All
else runs in the checker's process: it sees references, tests and mistakes, and reaches
the student's answer through proxies only.
"""
