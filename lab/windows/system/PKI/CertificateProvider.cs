using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.IO;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Provider;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

#pragma warning disable SYSLIB0057 // What replaces these constructors needs .NET 9.

namespace Lab.Certificates
{
    /// <summary>The types that Windows knows. The lab simulates those of document encryption.</summary>
    public enum CertificateType
    {
        Custom,
        CodeSigningCert,
        DocumentEncryptionCert,
        SSLServerAuthentication,
        DocumentEncryptionCertLegacyCsp
    }

    [Flags]
    public enum KeyExportPolicy
    {
        NonExportable = 0,
        ExportableEncrypted = 1,
        Exportable = 2
    }

    /// <summary>What the module PKI tells the provider of this process's server.</summary>
    public static class CertificateStore
    {
        /// <summary>The folder that has a .pfx file for each certificate.</summary>
        public static Func<string> Folder;

        /// <summary>
        /// Removes a certificate by its thumbprint, with its key or without. Returns why it was not removed, or null.
        /// </summary>
        public static Func<string, bool, Exception> Remove;

        public static IEnumerable<X509Certificate2> All()
        {
            var folder = new DirectoryInfo(Folder());
            if (!folder.Exists)
            {
                yield break;
            }
            foreach (var file in folder.GetFiles("*.pfx").OrderBy(file => file.Name))
            {
                var certificate = Read(file.FullName);
                if (certificate != null)
                {
                    yield return certificate;
                }
            }
        }

        public static X509Certificate2 Find(string thumbprint)
        {
            return All().FirstOrDefault(one => one.Thumbprint.Equals(thumbprint, StringComparison.OrdinalIgnoreCase));
        }

        private static X509Certificate2 Read(string file)
        {
            try
            {
                return new X509Certificate2(file);
            }
            catch (CryptographicException) when (!File.Exists(file))
            {
                // Another session removed it just now.
                return null;
            }
        }
    }

    /// <summary>
    /// The drive Cert: of a simulated server. It has the one store LocalMachine\My. Anything else is an error that
    /// names it.
    /// </summary>
    [CmdletProvider("Certificate", ProviderCapabilities.ShouldProcess)]
    public sealed class CertificateProvider : NavigationCmdletProvider
    {
        public sealed class RemoveParameters
        {
            [Parameter]
            public SwitchParameter DeleteKey { get; set; }
        }

        private static readonly string[] Store = { "LocalMachine", "My" };

        protected override Collection<PSDriveInfo> InitializeDefaultDrives()
        {
            var root = Path.DirectorySeparatorChar.ToString();
            var drive = new PSDriveInfo("Cert", ProviderInfo, root, "X509 Certificate Provider", null);
            return new Collection<PSDriveInfo> { drive };
        }

        protected override bool IsValidPath(string path)
        {
            return true;
        }

        protected override bool ItemExists(string path)
        {
            var parts = Parts(path);
            return parts.Length <= Store.Length || CertificateStore.Find(parts[Store.Length]) != null;
        }

        protected override bool IsItemContainer(string path)
        {
            return Parts(path).Length <= Store.Length;
        }

        protected override bool HasChildItems(string path)
        {
            var depth = Parts(path).Length;
            return depth < Store.Length || (depth == Store.Length && CertificateStore.All().Any());
        }

        protected override void GetItem(string path)
        {
            WriteItemObject(Certificate(path), path, false);
        }

        protected override void GetChildItems(string path, bool recurse)
        {
            var depth = Parts(path).Length;
            if (depth > Store.Length)
            {
                GetItem(path);
                return;
            }
            if (depth < Store.Length)
            {
                throw NotSimulated(path);
            }
            foreach (var certificate in CertificateStore.All())
            {
                WriteItemObject(certificate, MakePath(path, certificate.Thumbprint), false);
            }
        }

        protected override void GetChildNames(string path, ReturnContainers returnContainers)
        {
            var depth = Parts(path).Length;
            if (depth < Store.Length)
            {
                WriteItemObject(Store[depth], MakePath(path, Store[depth]), true);
            }
            else if (depth == Store.Length)
            {
                foreach (var certificate in CertificateStore.All())
                {
                    WriteItemObject(certificate.Thumbprint, MakePath(path, certificate.Thumbprint), false);
                }
            }
        }

        protected override object RemoveItemDynamicParameters(string path, bool recurse)
        {
            return new RemoveParameters();
        }

        protected override void RemoveItem(string path, bool recurse)
        {
            var certificate = Certificate(path);
            var parameters = DynamicParameters as RemoveParameters;
            var deletesKey = parameters != null && parameters.DeleteKey.IsPresent;
            var action = deletesKey ? "Remove certificate and its private key." : "Remove certificate";
            if (!ShouldProcess("Item: " + path, action))
            {
                return;
            }
            var refusal = CertificateStore.Remove(certificate.Thumbprint, deletesKey);
            if (refusal != null)
            {
                throw refusal;
            }
        }

        private X509Certificate2 Certificate(string path)
        {
            var parts = Parts(path);
            if (parts.Length <= Store.Length)
            {
                throw NotSimulated(path);
            }
            return CertificateStore.Find(parts[Store.Length])
                ?? throw new ItemNotFoundException("Cannot find the X509 certificate at path " + path + ".");
        }

        private static string[] Parts(string path)
        {
            var separators = new[] { '\\', '/' };
            var parts = path.Split(separators, StringSplitOptions.RemoveEmptyEntries);
            var isKnown = parts.Length <= Store.Length + 1
                && Store.Zip(parts, (name, part) => name.Equals(part, StringComparison.OrdinalIgnoreCase)).All(one => one);
            return isKnown ? parts : throw NotSimulated(path);
        }

        private static Exception NotSimulated(string path)
        {
            return new NotSupportedException("The lab does not simulate 'Cert:" + path + "'.");
        }
    }
}
