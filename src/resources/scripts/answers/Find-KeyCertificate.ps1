<#
.SYNOPSIS
Finds this extension's own certificates in the machine's store, and removes one with its private
key.
#>
function Get-KeyCertificateSubject {
    'CN=ActivateWindowsServerVms'
}

function Find-KeyCertificate {
    # Nobody else's certificate must ever be removed, so the subject decides.
    Get-ChildItem -Path 'Cert:\LocalMachine\My' | Where-Object {
        $_.Subject -eq (Get-KeyCertificateSubject)
    }
}

function Remove-KeyCertificate {
    param ([string] $Thumbprint)

    Remove-Item -Path "Cert:\LocalMachine\My\$Thumbprint" -DeleteKey
}
