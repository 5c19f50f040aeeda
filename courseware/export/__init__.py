"""The unit as source assignments for nbgrader and Otter, with our scorer in their test cells."""
