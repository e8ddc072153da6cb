# The texts are Windows' in sense; not each is known to be so to the letter.
@{
    '0xC004C001' =
        'Der Aktivierungsserver hat festgestellt, dass der angegebene Product Key ungültig ist.'
    '0xC004C003' =
        'Der Aktivierungsserver hat festgestellt, dass der angegebene Product Key gesperrt ist.'
    '0xC004C004' =
        'Der Aktivierungsserver hat festgestellt, dass der angegebene Product Key ungültig ist.'
    '0xC004C008' =
        'Der Aktivierungsserver hat festgestellt, dass der Key nicht verwendbar ist.'
    '0xC004C012' =
        'Der Aktivierungsserver hat einen Netzwerkfehler gemeldet.'
    '0xC004C016' =
        'Der Aktivierungsserver hat gemeldet, dass der Product Key nicht online verwendbar ist.'
    '0xC004C020' =
        'Der Aktivierungsserver hat gemeldet, dass das Limit des Mehrfachschlüssels erreicht ist.'
    '0xC004C021' =
        'Der Aktivierungsserver hat gemeldet, dass auch das erweiterte Limit erreicht ist.'
    '0xC004C060' =
        'Der Aktivierungsserver hat festgestellt, dass der angegebene Product Key gesperrt ist.'
    '0xC004B100' =
        'Der Aktivierungsserver hat festgestellt, dass der Computer nicht aktiviert werden konnte.'
    '0xC004F014' =
        'Der Softwarelizenzierungsdienst hat gemeldet, dass der Product Key nicht verfügbar ist.'
    '0xC004F050' =
        'Der Softwarelizenzierungsdienst hat gemeldet, dass der Product Key ungültig ist.'
    '0xC004F051' =
        'Der Softwarelizenzierungsdienst hat gemeldet, dass der Product Key gesperrt ist.'
    '0xC004F061' =
        'Der Softwarelizenzierungsdienst hat festgestellt, dass der Key nur für Upgrades gilt.'
    '0xC004F069' =
        'Der Softwarelizenzierungsdienst hat gemeldet, dass die Produkt-SKU nicht gefunden wurde.'
    '0xC004F074' =
        'Der Softwarelizenzierungsdienst hat keinen Schlüsselverwaltungsdienst (KMS) erreicht.'
    '0xC004F210' =
        'Der Softwarelizenzierungsdienst hat gemeldet, dass der Key für eine andere Edition ist.'
    '0xC004FC03' =
        'Beim Aktivieren von Windows ist ein Netzwerkproblem aufgetreten.'
    '0xC004FD00' =
        'Der Hostcomputer hat zu viele Aktivierungsanforderungen erhalten.'
    '0xC004FD01' =
        'Windows läuft nicht auf einer unterstützten Hyper-V-Virtualisierungsplattform.'
    '0xC004FD02' =
        'Windows ist auf dem Hostcomputer nicht aktiviert.'
    '0xC004FD03' =
        'Der Hostcomputer kann die Windows-Edition der VM nicht aktivieren.'
    '0xC004FD04' =
        'Windows ist nicht aktiviert.'
    '0x80004005' =
        'Der Product Key gilt für eine ältere Version von Windows Server als der vorhandene.'
    '0x80070005' =
        'Zugriff verweigert: Für die angeforderte Aktion sind erhöhte Rechte nötig.'
    '0x80070490' =
        'Element nicht gefunden.'
    '0x8004FE33' =
        'Fehler beim Abrufen des sicheren Prozessorzertifikats.'
    '0x80072EE2' =
        'Das Zeitlimit für den Vorgang wurde überschritten.'
    '0x80072EE7' =
        'Der Servername oder die Serveradresse konnte nicht aufgelöst werden.'
    '0x80072EFD' =
        'Die Verbindung mit dem Server konnte nicht hergestellt werden.'
    '0x80072F8F' =
        'Es ist ein Sicherheitsfehler aufgetreten.'
    'other' =
        'Der Softwarelizenzierungsdienst hat einen Fehler gemeldet.'
}
