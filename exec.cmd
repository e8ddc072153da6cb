@rem The scripts in package.json begin with "exec": a POSIX shell would stay between npm and Node, and keep a Ctrl+C to
@rem itself. Windows has no such word; here it runs what stands behind it.
@%*
