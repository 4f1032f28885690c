// Exists so that the headers that tests share can be compiled before them.
int main()
{
    return 0;
}
