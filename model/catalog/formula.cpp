#include "model/catalog/formula.h"

#include <algorithm>
#include <charconv>

namespace headroom::catalog {

namespace {

constexpr int kMaxDepth = 100;

bool startsWord(char c)
{
    const auto code = static_cast<unsigned char>(c);
    return std::isalpha(code) || c == '_' || code >= 0x80;
}

bool continuesWord(char c)
{
    return startsWord(c) || (c >= '0' && c <= '9');
}

} // namespace

/// Recursive descent over the text, writing reverse Polish code.
class FormulaParser {
public:
    FormulaParser(std::string_view text, const PriceTables &tables)
        : m_text(text)
        , m_tables(tables)
    {
        m_formula.m_text = text;
    }

    Result<Formula> run()
    {
        comparison();
        skip();
        if (m_error.empty() && m_at < m_text.size())
            fail("unexpected \"" + std::string(m_text.substr(m_at, 1)) + '"');
        if (m_error.empty() && m_highest > Formula::kMaxStack)
            fail("too many values at once");
        if (!m_error.empty())
            return Error { m_error,
                           "formula \"" + std::string(m_text) + "\", character " + std::to_string(m_errorAt + 1),
                           "Correct the formula" };
        return std::move(m_formula);
    }

private:
    using Op = Formula::Op;

    void fail(std::string what)
    {
        if (!m_error.empty())
            return;
        m_error = std::move(what);
        m_errorAt = m_at;
        m_at = m_text.size();
    }

    void skip()
    {
        while (m_at < m_text.size() && m_text[m_at] == ' ')
            ++m_at;
    }

    bool take(std::string_view token)
    {
        skip();
        if (!m_text.substr(m_at).starts_with(token))
            return false;
        m_at += token.size();
        return true;
    }

    void emit(Op op, int pops)
    {
        Formula::Step step;
        step.op = op;
        push(step, pops);
    }

    void push(const Formula::Step &step, int pops)
    {
        m_formula.m_code.push_back(step);
        m_depthOfStack
            = m_depthOfStack + 1 - static_cast<std::size_t>(std::min<int>(pops, static_cast<int>(m_depthOfStack)));
        m_highest = std::max(m_highest, m_depthOfStack);
    }

    void comparison()
    {
        if (++m_nesting > kMaxDepth)
            return fail("nested too deeply");
        sum();
        for (bool more = true; more && m_error.empty();) {
            more = true;
            if (take("<=")) {
                sum();
                emit(Op::LessEq, 2);
            } else if (take(">=")) {
                sum();
                emit(Op::MoreEq, 2);
            } else if (take("==")) {
                sum();
                emit(Op::Equal, 2);
            } else if (take("<")) {
                sum();
                emit(Op::Less, 2);
            } else if (take(">")) {
                sum();
                emit(Op::More, 2);
            } else
                more = false;
        }
        --m_nesting;
    }

    void sum()
    {
        product();
        while (m_error.empty()) {
            if (take("+")) {
                product();
                emit(Op::Add, 2);
            } else if (take("-")) {
                product();
                emit(Op::Sub, 2);
            } else
                return;
        }
    }

    void product()
    {
        power();
        while (m_error.empty()) {
            if (take("*")) {
                power();
                emit(Op::Mul, 2);
            } else if (take("/")) {
                power();
                emit(Op::Div, 2);
            } else
                return;
        }
    }

    void power()
    {
        if (++m_nesting > kMaxDepth)
            return fail("nested too deeply");
        if (take("-")) {
            power();
            emit(Op::Neg, 1);
        } else {
            atom();
            if (m_error.empty() && take("^")) {
                power();
                emit(Op::Pow, 2);
            }
        }
        --m_nesting;
    }

    void atom()
    {
        skip();
        if (m_at >= m_text.size())
            return fail("something is missing at the end");
        const char c = m_text[m_at];
        if (take("(")) {
            comparison();
            if (!take(")"))
                fail("a closing parenthesis is missing");
        } else if ((c >= '0' && c <= '9') || c == '.') {
            number();
        } else if (startsWord(c)) {
            word();
        } else {
            fail("unexpected \"" + std::string(1, c) + '"');
        }
    }

    void number()
    {
        Formula::Step step;
        const char *begin = m_text.data() + m_at;
        const auto [end, code] = std::from_chars(begin, m_text.data() + m_text.size(), step.number);
        if (code != std::errc())
            return fail("not a number");
        m_at += static_cast<std::size_t>(end - begin);
        push(step, 0);
    }

    std::string readWord()
    {
        skip();
        const std::size_t begin = m_at;
        while (m_at < m_text.size() && continuesWord(m_text[m_at]))
            ++m_at;
        return std::string(m_text.substr(begin, m_at - begin));
    }

    void word()
    {
        const std::string name = readWord();
        if (take("("))
            return call(name);
        Formula::Step step;
        step.op = Op::Name;
        auto &names = m_formula.m_names;
        const auto found = std::find(names.begin(), names.end(), name);
        step.name = static_cast<int>(found - names.begin());
        if (found == names.end())
            names.push_back(name);
        push(step, 0);
    }

    void call(const std::string &name)
    {
        if (name == "tier")
            return tierCall();
        static const std::map<std::string, std::pair<Op, int>, std::less<>> functions {
            { "if", { Op::If, 3 } },       { "min", { Op::Min, 2 } },          { "max", { Op::Max, 2 } },
            { "ceil", { Op::Ceil, 1 } },   { "floor", { Op::Floor, 1 } },      { "exp", { Op::Exp, 1 } },
            { "ln", { Op::Ln, 1 } },       { "usl", { Op::Usl, 3 } },          { "pair", { Op::Pair, 4 } },
            { "avail", { Op::Avail, 2 } }, { "erlang_c", { Op::ErlangC, 2 } }, { "at_least", { Op::AtLeast, 3 } },
            { "zipf", { Op::Zipf, 3 } },   { "sojourn", { Op::Sojourn, 4 } }
        };
        const auto found = functions.find(name);
        if (found == functions.end())
            return fail("there is no function \"" + name + '"');
        const auto [op, wanted] = found->second;
        const bool isFold = op == Op::Min || op == Op::Max;
        int given = 0;
        do {
            comparison();
            ++given;
            if (isFold && given > 1) // at once: any number of values takes no more room than two
                emit(op, 2);
        } while (m_error.empty() && take(","));
        if (!take(")"))
            return fail("a closing parenthesis is missing");
        if (!isFold && given == wanted)
            emit(op, wanted);
        else if (!isFold || given < 2)
            fail("\"" + name + "\" takes " + std::to_string(wanted) + " values");
    }

    void tierCall()
    {
        comparison();
        if (!take(","))
            return fail("tier needs a price table");
        const std::string id = readWord();
        const auto table = m_tables.find(id);
        if (table == m_tables.end())
            return fail("there is no price table \"" + id + '"');
        if (!take(")"))
            return fail("a closing parenthesis is missing");
        Formula::Step step;
        step.op = Op::Tier;
        step.tiers = &table->second;
        push(step, 1);
    }

    std::string_view m_text;
    const PriceTables &m_tables;
    Formula m_formula;
    std::size_t m_at = 0;
    std::string m_error;
    std::size_t m_errorAt = 0;
    int m_nesting = 0;
    std::size_t m_depthOfStack = 0;
    std::size_t m_highest = 0;
};

Result<Formula> Formula::parse(std::string_view text, const PriceTables &tables)
{
    return FormulaParser(text, tables).run();
}

std::string Formula::substituted(const std::function<std::string(std::string_view)> &textOf) const
{
    std::string out;
    for (std::size_t at = 0; at < m_text.size();) {
        std::size_t end = at;
        while (end < m_text.size() && continuesWord(m_text[end]))
            ++end;
        // "1e6" starts with a digit, so it is a number to its end
        const std::string word = m_text.substr(at, std::max<std::size_t>(end - at, 1));
        const bool isName = startsWord(word.front()) && (end >= m_text.size() || m_text[end] != '(')
            && std::find(m_names.begin(), m_names.end(), word) != m_names.end();
        out += isName ? textOf(word) : word;
        at += word.size();
    }
    return out;
}

} // namespace headroom::catalog
