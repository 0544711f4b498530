"""When an answer is wrong: conditions that part right calls from wrong ones.

===================  ==================================================================
``samples``          which calls, and which of their numbers, are right or wrong
``condition``        one condition
``vocabulary``       all there are: of numbers, of results,
``call_conditions``  of whole calls,
``bounds``           beyond a bound
``unions``           two conditions at once
``promise``          what all calls of a check have in common
``probing``          further calls, within that
``blame``            those in which nothing but the blamed argument is another
``budget``           how long a search may take
``separation``       tries to refute all conditions, and tells what is left
===================  ==================================================================
"""
