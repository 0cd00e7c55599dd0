{%- extends "nbgrader/base.tpl" -%}
{%- block body -%}
<p class="text-right"><a href="/desk/for-trainers">{{ say("notes") }}</a></p>
{%- if cohort %}<p class="text-right">{{ say("cohort", cohort=cohort) }}</p>{%- endif %}
{{ super() }}
{%- endblock -%}
