"""An interview-question handbook: its data, its rules and its outputs, without anything of MkDocs."""
