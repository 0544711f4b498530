"""The calls of a check, and what came of them.

=============  ====================================================================
``tape``       records the calls of a check, plays them to another answer
``time_left``  what one diagnosis may still take
``running``    runs a check here
``sorts``      of which sort arguments are; whether one sort alone is wrong
``outcome``    what came of a call, and whether two outcomes are alike
``closeness``  what is too small to be another result
``naming``     which mistakes explain an answer
``suspects``   plays mistakes as far as that takes
``showing``    writes values and calls as a student would
=============  ====================================================================
"""
