"""The stages with what each needs of others; their order is the pipeline’s."""
