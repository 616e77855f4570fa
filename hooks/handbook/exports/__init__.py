"""The handbook as files for other programs: data set, Anki, feeds, texts for language models."""
