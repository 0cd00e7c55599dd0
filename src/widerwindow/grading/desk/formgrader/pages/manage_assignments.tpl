{%- extends "nbgrader/manage_assignments.tpl" -%}
{%- block head -%}
{{ super() }}
<script>linkTo = () => (_, link) => link;  // these links would open JupyterLab, which does not stand behind the desk</script>
{%- endblock -%}
{%- block messages -%}
<p>A quiz is a file in <code>exercises/quizzes</code>. Click the number of its submissions to mark them or to make feedback pages.</p>
{%- endblock -%}
{%- block table_footer -%}{%- endblock -%}
