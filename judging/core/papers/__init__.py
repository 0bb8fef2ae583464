"""公文 and 证书: templates that an organiser puts in the place of ours, and the numbers of certificates."""
