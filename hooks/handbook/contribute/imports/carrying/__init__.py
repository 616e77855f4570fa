"""Each question as the record that it becomes."""
