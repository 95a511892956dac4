"""下版検査: look over finished products as they are delivered. Nothing here makes or mends one."""
