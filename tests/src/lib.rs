//! Gradlight's page, driven in real browsers over WebDriver.
