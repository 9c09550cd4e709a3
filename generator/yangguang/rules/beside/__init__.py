"""附加规则 X: law beside the plan, off the scorecard."""
