{%- extends "base.tpl" -%}
{%- block title -%}{{ title }}{%- endblock -%}
{%- block body -%}
<p>{{ say("notes_are") }}</p>
<ul>
  {%- for name, title in pages %}
  <li><a href="{{ base_url }}/formgrader/notes/{{ name }}">{{ title }}</a></li>
  {%- endfor %}
</ul>
{{ text }}
{%- endblock -%}
