{%- extends "nbgrader/manage_submissions.tpl" -%}
{%- block messages -%}
<p>The lightning marks every hand-in of this quiz again. Answers are read, never run. Points that you gave stay.</p>
{%- endblock -%}
