{%- extends "nbgrader/manage_submissions.tpl" -%}
{%- block head -%}
{{ super() }}
<script>
const shown = SubmissionUI.prototype.render;
SubmissionUI.prototype.render = function () {
  shown.call(this);
  if (this.model.get("timestamp") === null) this.$timestamp.text({{ say("time_unknown") | tojson }});
};
</script>
{%- endblock -%}
{%- block messages -%}
<p>{{ say("hand_ins") }}</p>
{%- endblock -%}
