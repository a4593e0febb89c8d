"""The gateway beside the practical limit, measured: see ../README.md and ../../docs/performance.md."""
