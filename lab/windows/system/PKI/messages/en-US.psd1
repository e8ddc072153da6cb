@{
    # The second is known from administrators' reports; the others are guesses of the same form.
    'denied' = 'Access is denied. 0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED)'
    'deniedByProvider' = 'Access denied. 0x80090010 (-2146893808 NTE_PERM)'
    'removalDenied' = 'Access is denied.'
}
