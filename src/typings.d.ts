/// <reference types="@microsoft/windows-admin-center-sdk/core/base/environment" />
