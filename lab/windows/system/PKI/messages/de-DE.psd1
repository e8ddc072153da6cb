@{
    # The texts are Windows' in sense; not each is known to be so to the letter.
    'denied' = 'Zugriff verweigert 0x80070005 (WIN32: 5 ERROR_ACCESS_DENIED)'
    'deniedByProvider' = 'Zugriff verweigert 0x80090010 (-2146893808 NTE_PERM)'
    'removalDenied' = 'Zugriff verweigert'
}
