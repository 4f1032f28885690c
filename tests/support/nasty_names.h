#pragma once

#include <string>
#include <vector>

namespace headroom::test {

/// Names that try to be more than text in some format: markup, script, formulas, quotes, escapes, control characters,
/// characters that turn the direction of writing, reserved words. More than 60.
inline const std::vector<std::string> &nastyNames()
{
    using namespace std::string_literals;
    static const std::vector<std::string> kNames {
        "<script>alert(1)</script>",
        "</script><script>alert(1)</script>",
        "<!--<script>",
        "]]><script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<svg/onload=alert(1)>",
        "\"><script>alert(1)</script>",
        "' onmouseover='alert(1)",
        "\" onmouseover=\"alert(1)",
        "<a href=\"javascript:alert(1)\">x</a>",
        "[x](javascript:alert(1))",
        "![x](http://example.invalid/x.png)",
        "<style>*{display:none}</style>",
        "</style><script>alert(1)</script>",
        "</title><script>alert(1)</script>",
        "</textarea><script>alert(1)</script>",
        "<iframe src=javascript:alert(1)>",
        "<object data=x>",
        "&lt;script&gt;alert(1)&lt;/script&gt;",
        "&#60;script&#62;",
        "&amp;&quot;&apos;",
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "=1+1",
        "=HYPERLINK(\"http://example.invalid\")",
        "=cmd|' /C calc'!A0",
        "+1+1",
        "-1+1",
        "@SUM(1)",
        "\t=1+1",
        "\r=1+1",
        "a\nb",
        "a\r\nb",
        "a,b;c\td",
        "a\"b\"\"c",
        "a'b''c",
        "a`b``c```",
        "a\\b\\",
        "\\\"",
        "\\N\\G\\l",
        "${HOME}",
        "$(id)",
        "`id`",
        "#quot;#lt;",
        "%c_1%",
        "{{7*7}}",
        "<%= 7*7 %>",
        "| a | b |",
        "**bold** _it_ ~~x~~",
        "# heading",
        "1. list",
        "- list",
        "> quote",
        "***",
        "end",
        "default",
        "subgraph",
        "style",
        "_",
        "L",
        "]",
        "[(x)]",
        "}",
        "};",
        "\x1B[31mred",
        "\x01\x02\x7F",
        "\xE2\x80\xAEtxt.exe",
        "\xE2\x81\xA6x\xE2\x81\xA9",
        "\xEF\xBF\xBE",
        "\xC2\x9B"
        "31m",
        "fa:fa-ban",
        "$$x^2$$",
        " ",
        "Ünï ¢ødé 試験 🚀",
    };
    return kNames;
}

} // namespace headroom::test
