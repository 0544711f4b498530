"""Scripts and styles in every kind of output, for the page they are shown on.

keeps: all
flagged: no
"""

# %%
from IPython.display import HTML, SVG, Javascript, Markdown, display

SCRIPT = "<script>alert('planted-script')</script>"
IMAGE = "<img src=x onerror=alert('planted-script')>"
display(HTML(SCRIPT), HTML(IMAGE), Markdown(SCRIPT + IMAGE), Markdown("[x](javascript:planted)"))
display(SVG(f"<svg xmlns='http://www.w3.org/2000/svg'>{SCRIPT}</svg>"))
display(Javascript("alert('planted-script')"))
display({"text/latex": f"$\\href{{javascript:planted}}{{x}}$", "text/plain": SCRIPT}, raw=True)
raise ValueError(SCRIPT + IMAGE)
