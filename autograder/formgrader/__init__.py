"""nbgrader's formgrader, page by page, as it is safe to serve.

Whoever grades by hand looks at what students wrote in a browser that may change every
grade. nbgrader's handlers do the work; here is what stands between them and the world:

- :mod:`.guard` says who may ask, and what a browser may do with an answer;
- :mod:`.sources` takes out of nbgrader's templates and scripts what lets a name run;
- :mod:`.handlers` puts both around each of nbgrader's handlers;
- :mod:`.bodies`, :mod:`.course_api` and :mod:`.notebooks` read what a request wants
  written, the course's folders, and notebooks, whatever is there;
- :mod:`.folders` shows the course's folders, and gives students' files away;
- :mod:`.stock` puts them in place in a Jupyter server with nbgrader's extension.
"""
