"""What a class can be told to have done, computed from what grading left behind.

Pure functions on frozen data: nothing here reads a file, knows a page or runs a line of
student code. Students' code is parsed, never executed. ``publishing.classwork``
brings the data, ``pages`` puts the findings into words.

===================  ==================================================================
``answers``          what was asked and what was written
``syntax``           answers without what does not matter: the normal form; likeness
``blanks``           exercises left as they were handed out
``misconceptions``   known mistakes with who made them; what no mistake explains
``revisit``          what cost the class most points
``alternatives``     right answers: the reference, a named alternative, something else
``discrimination``   which exercises separate strong from weak students
``copies``           pairs of students whose answers are too much alike
``inventory``        the same questions asked before and after: the gain
===================  ==================================================================
"""
