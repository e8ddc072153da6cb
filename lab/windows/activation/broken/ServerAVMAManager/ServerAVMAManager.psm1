# A guess: it isn't known how a damaged module fails. It fails like this under application
# control, too.
throw 'Could not load file or assembly ''Microsoft.ServerAVMAManager'' or one of its dependencies.'
