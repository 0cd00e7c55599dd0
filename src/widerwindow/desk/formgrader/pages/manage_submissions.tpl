{%- extends "nbgrader/manage_submissions.tpl" -%}
{%- block messages -%}
<p>{{ say("hand_ins") }}</p>
{%- endblock -%}
