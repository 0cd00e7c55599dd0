{%- extends "nbgrader/base.tpl" -%}
{%- block body -%}
<p class="text-right"><a href="{{ base_url }}/formgrader/notes">{{ say("notes") }}</a></p>
{{ super() }}
{%- endblock -%}
