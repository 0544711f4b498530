"""Pictures and links that would tell a stranger who reads the page.

keeps: all
flagged: no
"""

# %%
from IPython.display import HTML, IFrame, Image, display

display(Image(url="http://planted.example/x.png"), IFrame("http://planted.example", 9, 9))
display(HTML("<style>@import url(http://planted.example)</style><form action=//planted.example>"))
