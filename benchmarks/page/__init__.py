"""Weight and readiness of a module's page, against the same page built with the stock stack."""
