"""What is told of an answer that no mistake explains.

==================  ===================================================================
``seen``            what was seen of an answer
``laws``            what all its numbers obey
``readings``        what they have to do with the right ones
``choices``         which of its values, or of their entries, are wrong
``globals``         whether it depends on a variable of the notebook
``further``         what takes further calls to be seen
``observation``     all of these: the most telling facts
``shrinking``       makes a call smaller that shows a fault
``counterexample``  the call that shows the difference, as small as can be
``curves``          how the result of such a call depends on one number
==================  ===================================================================
"""
