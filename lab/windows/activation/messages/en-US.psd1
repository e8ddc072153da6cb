# The texts are Windows' in sense; not each is known to be so to the letter.
@{
    '0xC004F050' =
        'The Software Licensing Service reported that the product key is invalid.'
    '0xC004F069' =
        'The Software Licensing Service reported that the product SKU is not found.'
    '0xC004C001' =
        'The activation server determined the specified product key is invalid.'
    '0xC004C003' =
        'The activation server determined the specified product key is blocked.'
    '0xC004C008' =
        'The activation server determined that the specified product key could not be used.'
    '0xC004C020' =
        'The activation server reported that the Multiple Activation Key has exceeded its limit.'
    '0x80004005' =
        'The product key is for an older version of Windows Server than the key in use.'
    'other' =
        'The Software Licensing Service reported an error.'
}
