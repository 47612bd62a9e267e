package dev.necrozma.cli;

/** How parameters are called where they are given. */
enum Wording {
    ARGUMENTS {
        @Override
        String parameter(String name) {
            return "--" + name;
        }

        @Override
        String setting(String name, String value) {
            return "--" + name + " " + value;
        }
    },
    FILE {
        @Override
        String parameter(String name) {
            return "`" + name + "`";
        }

        @Override
        String setting(String name, String value) {
            return "`" + name + ": " + value + "`";
        }
    };

    abstract String parameter(String name);

    abstract String setting(String name, String value);
}
