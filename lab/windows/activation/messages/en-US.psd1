# The texts are Windows' in sense; not each is known to be so to the letter.
@{
    '0xC004C001' =
        'The activation server determined the specified product key is invalid.'
    '0xC004C003' =
        'The activation server determined the specified product key is blocked.'
    '0xC004C004' =
        'The activation server determined the specified product key is invalid.'
    '0xC004C008' =
        'The activation server determined that the specified product key could not be used.'
    '0xC004C012' =
        'The activation server experienced a network error.'
    '0xC004C016' =
        'The activation server reported that the product key cannot be used online.'
    '0xC004C020' =
        'The activation server reported that the Multiple Activation Key has exceeded its limit.'
    '0xC004C021' =
        'The activation server reported that the extended limit of the key is exceeded.'
    '0xC004C060' =
        'The activation server determined the specified product key is blocked.'
    '0xC004B100' =
        'The activation server determined that the computer could not be activated.'
    '0xC004F014' =
        'The Software Licensing Service reported that the product key is not available.'
    '0xC004F050' =
        'The Software Licensing Service reported that the product key is invalid.'
    '0xC004F051' =
        'The Software Licensing Service reported that the product key is blocked.'
    '0xC004F061' =
        'The Software Licensing Service determined that this product key is for upgrading only.'
    '0xC004F069' =
        'The Software Licensing Service reported that the product SKU is not found.'
    '0xC004F074' =
        'The Software Licensing Service could not contact a Key Management Service (KMS).'
    '0xC004F210' =
        'The Software Licensing Service reported that the product key is for another edition.'
    '0xC004FC03' =
        'A networking problem has occurred while activating your copy of Windows.'
    '0xC004FD00' =
        'The host machine has received too many activation requests. Try again later.'
    '0xC004FD01' =
        'Windows isn''t running on a supported Microsoft Hyper-V virtualization platform.'
    '0xC004FD02' =
        'Windows isn''t activated on the host machine. Contact your system administrator.'
    '0xC004FD03' =
        'The host machine can''t activate the edition of Windows on the virtual machine.'
    '0xC004FD04' =
        'Windows isn''t activated.'
    '0x80004005' =
        'The product key is for an older version of Windows Server than the key in use.'
    '0x80070005' =
        'Access denied: the requested action requires elevated privileges.'
    '0x80070490' =
        'Element not found.'
    '0x8004FE33' =
        'Acquisition of the Secure Processor Certificate failed.'
    '0x80072EE2' =
        'The operation timed out.'
    '0x80072EE7' =
        'The server name or address could not be resolved.'
    '0x80072EFD' =
        'A connection with the server could not be established.'
    '0x80072F8F' =
        'A security error occurred.'
    'other' =
        'The Software Licensing Service reported an error.'
}
