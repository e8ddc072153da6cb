# A guess: how a damaged module fails is not known. It also fails so under application control.
throw 'Could not load file or assembly ''Microsoft.ServerAVMAManager'' or one of its dependencies.'
