"""图片: who or what is pictured, for screens, tablets and phones; the bytes are in the log like all else."""
