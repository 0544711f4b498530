"""Name a wrong answer by what it computes.

The check of an exercise calls the answer. While the reference answer stands there,
these calls are recorded: the *tape*. It is played once to every mistake of the bank and
to the student's answer. Where what the student's answer does agrees with a mistake, and
not with the reference, that is its name; where it agrees with none, what was seen is
told.

===================  ==================================================================
``answer_key``       makes of mistakes and references what answers are compared with
``question``         what is asked: which exercise, by which check
``tape``             records the calls of a check, plays them to another answer
``running``          runs a check here
``check_tape``       what the reference and every mistake give on the calls of a check
``outcome``          what came of a call, and whether two outcomes are alike
``naming``           which mistakes explain an answer
``unforeseen``       what explains an answer that no single mistake explains:
``edits``            one edit of a right answer, by ``edit_rules``, ``call_rules`` and
                     ``statement_rules``, of the ``edit_kinds``, naming ``quantities``,
``results``          one thing done to right results,
``patches``          two known mistakes at once;
``nearby``           which of these compute what an answer computes
``globals``          whether an answer depends on a variable of the notebook
``observation``      what can be said of an answer that no mistake explains, by
``laws``             what all its numbers obey,
``readings``         what they have to do with the right ones,
``choices``          which of its values, or of their entries, are wrong,
``sorts``            the sort of argument for which alone it is wrong,
``closeness``        what is too small to be another result,
``further``          what takes further calls to be seen
``promise``          what all calls of a check have in common
``probing``          further calls, within that
``samples``          which calls, and which of their numbers, are right or wrong
``conditions``       when an answer may be wrong: of numbers, of results,
``call_conditions``  of whole calls,
``bounds``           beyond a bound
``separation``       tries to refute all of these, and tells what is left
``counterexample``   the call that shows the difference,
``shrinking``        as small as can be
``showing``          writes values and calls as a student would
``diagnose``         all of it, for one exercise
===================  ==================================================================

Mistakes are read by :mod:`autograder.seminar`. ``answer_key`` runs where a class is
graded or a course built, and a ``question`` is put by the session, in the worker. All
else runs in the checker's process: it sees references, tests and mistakes, and reaches
the student's answer through proxies only.
"""
