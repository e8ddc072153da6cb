<#
.SYNOPSIS
Finds this extension's own certificates in the machine's store, and removes one with its private
key and its copies.
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

function Remove-StoredCertificate {
    param ([string] $Thumbprint)

    Remove-Item -Path "Cert:\LocalMachine\My\$Thumbprint" -DeleteKey
    # New-SelfSignedCertificate also puts a copy without the private key among the intermediate
    # authorities. It protects nothing, so failing to remove it isn't worth a word.
    foreach ($store in 'Cert:\LocalMachine\CA', 'Cert:\CurrentUser\CA') {
        try {
            $copies = @(Get-ChildItem -Path $store | Where-Object { $_.Thumbprint -eq $Thumbprint })
            if ($copies.Count -gt 0) {
                Remove-Item -Path "$store\$Thumbprint"
            }
        } catch {
            $null = $_
        }
    }
}

# Fills in two properties of the answer: certificateLeft and certificateError.
function Clear-KeyCertificate {
    param ([string] $Thumbprint, [hashtable] $Answer)

    try {
        $made = @(Find-KeyCertificate | Where-Object { $_.Thumbprint -eq $Thumbprint })
        if ($made.Count -gt 0) {
            Remove-StoredCertificate -Thumbprint $made[0].Thumbprint
        }
    } catch {
        $Answer.certificateError = Get-ErrorText -ErrorRecord $_
    }
    try {
        $left = @(Find-KeyCertificate | Where-Object { $_.Thumbprint -eq $Thumbprint })
        $Answer.certificateLeft = $left.Count -gt 0
    } catch {
        $Answer.certificateError = Get-ErrorText -ErrorRecord $_
    }
}
