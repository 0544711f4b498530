"""Wrong answers that nobody has foreseen, but that are near a right one.

===================  ==================================================================
``edit_kinds``       in which ways a right answer is edited, and in which order told
``edit_rules``       edits of expressions,
``call_rules``       of calls,
``statement_rules``  of statements,
``nodes``            by what trees look like,
``quantities``       naming what a student knows by name
``bearings``         whether a part multiplies the whole or divides it
``edits``            right answers with one edit, or two, made by these rules
``results``          one thing done to right results
``patches``          two known mistakes at once
``nearby``           which of these compute what an answer computes
``unforeseen``       all of them in turn, for one answer
===================  ==================================================================
"""
