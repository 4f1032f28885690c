#include "tests/support/test_program.h"

#include <cstdio>

namespace headroom::test {

namespace {

const TestProgram *firstProgram = nullptr; // set before main(), in no order that matters

} // namespace

TestProgram::TestProgram(std::string_view className, Main main)
    : m_main(main)
    , m_next(firstProgram)
{
    const auto begin = className.find("::") + 2;
    m_name = className.substr(begin, className.find("::", begin) - begin);
    firstProgram = this;
}

int TestProgram::run(int argc, char **argv)
{
    const std::string_view wanted = argc > 1 ? argv[1] : "";
    for (const TestProgram *program = firstProgram; program; program = program->m_next)
        if (program->m_name == wanted)
            return program->m_main(argc - 1, argv + 1);
    std::fprintf(stderr, "usage: %s TEST [FUNCTION …], where TEST is one of\n", argv[0]);
    for (const TestProgram *program = firstProgram; program; program = program->m_next)
        std::fprintf(stderr, "  %s\n", program->m_name.c_str());
    return 2;
}

} // namespace headroom::test

int main(int argc, char **argv)
{
    return headroom::test::TestProgram::run(argc, argv);
}
