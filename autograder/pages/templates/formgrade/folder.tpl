{%- extends "base.tpl" -%}

{%- block title -%}
{{ name }}
{%- endblock -%}

{%- block body -%}
<ol class="breadcrumb">
  {% for part, address in above -%}
  <li><a href="{{ address }}">{{ part }}</a></li>
  {% endfor -%}
  <li class="active">{{ name }}</li>
</ol>
{% if notebook is defined -%}
<div class="container-fluid">{{ notebook }}</div>
{%- else -%}
<ul class="list-unstyled" id="files">
  {% for entry, address in entries -%}
  <li><a href="{{ address }}">{{ entry }}</a></li>
  {% else -%}
  <li>Nothing is here.</li>
  {% endfor -%}
</ul>
{%- endif %}
{%- endblock -%}
