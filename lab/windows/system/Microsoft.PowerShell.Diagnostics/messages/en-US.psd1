# A guess: which texts the events of automatic activation have is not published.
@{
    'vmActivated' =
        'A virtual machine was activated by Automatic Virtual Machine Activation.'
    'vmNotActivated' =
        'A virtual machine was not activated: the host can''t activate its edition of Windows.'
    'hostNotActivated' =
        'A virtual machine was not activated: Windows isn''t activated on the host machine.'
    'none' =
        'No events were found that match the specified selection criteria.'
}
