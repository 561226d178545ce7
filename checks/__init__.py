"""What is wrong: findings, the rules, waivers, conflicts."""
